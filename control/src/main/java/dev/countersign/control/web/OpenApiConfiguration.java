package dev.countersign.control.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document of the REST API: what every route has in common is said here. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  private static final String API_KEY = "apiKey";
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI document() {
    Components components =
        new Components()
            .addSecuritySchemes(
                API_KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    return new OpenAPI()
        .info(
            new Info()
                .title("Countersign management API")
                .version("1")
                .description(
                    """
                    Certificates, APIs and credentials of a company, over JSON in camelCase; times \
                    are RFC 3339 in UTC, ids are text. Errors are problems (RFC 9457) with a code. \
                    Lists take q, limit and cursor. What can be changed carries an ETag, and a \
                    write takes If-Match. A create takes an Idempotency-Key: the same key with the \
                    same body gets the same answer for a day.\
                    """))
        .components(components)
        .addSecurityItem(new SecurityRequirement().addList(API_KEY));
  }

  @Bean
  OpenApiCustomizer problems() {
    return document -> {
      ModelConverters.getInstance(true)
          .readAll(Problem.class)
          .forEach(document.getComponents()::addSchemas);
      document.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(OpenApiConfiguration::addProblems);
    };
  }

  private static void addProblems(Operation operation) {
    problem(operation, "401", "No valid API key");
    problem(operation, "403", "The API key lacks the scope");
    problem(operation, "default", "Any other problem, told by its code");
  }

  private static void problem(Operation operation, String status, String description) {
    Content content =
        new Content()
            .addMediaType(
                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                new MediaType().schema(new Schema<>().$ref(PROBLEM)));
    operation
        .getResponses()
        .addApiResponse(status, new ApiResponse().description(description).content(content));
  }
}
