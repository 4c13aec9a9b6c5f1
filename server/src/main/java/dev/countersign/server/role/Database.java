package dev.countersign.server.role;

import dev.countersign.postgres.AlreadyRunningException;
import dev.countersign.postgres.PostgresException;
import dev.countersign.postgres.PrivatePostgres;
import dev.countersign.postgres.RunningPostgres;
import java.util.Optional;

/** The PostgreSQL that a control plane works on. */
public record Database(String jdbcUrl, String user, String password) {

  /** Starts the private one, or takes the one that is named. */
  public static Database open(Running running, DataDirectory data, Optional<Database> outside)
      throws StartException {
    if (outside.isPresent()) {
      return outside.get();
    }
    try {
      PrivatePostgres postgres =
          running.add(
              "PostgreSQL", PrivatePostgres.start(data.path().resolve(DataDirectory.POSTGRES)));
      return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
    } catch (AlreadyRunningException e) {
      throw data.inUse(DataDirectory.POSTGRES, e);
    } catch (PostgresException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The same, also where another process runs the private one already. */
  public static Database beside(Running running, DataDirectory data, Optional<Database> outside)
      throws StartException {
    try {
      Optional<RunningPostgres> other =
          outside.isPresent()
              ? Optional.empty()
              : RunningPostgres.find(data.path().resolve(DataDirectory.POSTGRES));
      return other.isPresent()
          ? new Database(other.get().jdbcUrl(), other.get().user(), other.get().password())
          : open(running, data, outside);
    } catch (PostgresException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Database[" + jdbcUrl + "]";
  }
}
