package dev.countersign.control.feed;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** Opens the connection on which the feed is followed, which is none of the pool's. */
@FunctionalInterface
interface FeedConnection {

  Connection open() throws SQLException;

  /** To the database that this pool leads to. */
  static FeedConnection besides(DataSource pool) throws SQLException {
    HikariDataSource hikari = pool.unwrap(HikariDataSource.class);
    return () -> open(hikari.getJdbcUrl(), hikari.getUsername(), hikari.getPassword());
  }

  private static Connection open(String url, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "countersign-feed");
    properties.setProperty("connectTimeout", "5");
    // A database that vanished without a word is noticed by the next look.
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(url, properties);
  }
}
