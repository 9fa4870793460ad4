using System.ComponentModel;
using CuaRl.Silo.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CuaRl.Silo.Http.OpenApi;

/// <summary>The OpenAPI document at /openapi/v1.json.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // Raw JSON is written out where it stands: as a named schema of its own it would tell nothing.
        options.CreateSchemaReferenceId = type => type.Type == typeof(JsonText)
            ? null
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "CuaRl.Grains",
                Version = BuildInfo.Version,
                Description = "A durable service for reinforcement learning of computer-use agents.",
            };
            document.Servers = [];
            if (context.ApplicationServices.GetRequiredService<ServiceSettings>().ApiKey is not null)
            {
                RequireKey(document);
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(JsonText))
            {
                Describe(schema, context);
            }

            return Task.CompletedTask;
        });
    });

    private static void RequireKey(OpenApiDocument document)
    {
        const string Scheme = "key";
        document.AddComponent(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The API key that the service was started with.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
    }

    /// <summary>Configurations are objects; the other raw values may be anything, null included.</summary>
    private static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo is not { } property)
        {
            return;
        }

        if (property.Name.EndsWith("_config", StringComparison.Ordinal))
        {
            schema.Type = property.IsGetNullable ? JsonSchemaType.Object | JsonSchemaType.Null : JsonSchemaType.Object;
        }

        schema.Description = property.AttributeProvider?
            .GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
            .OfType<DescriptionAttribute>()
            .FirstOrDefault()?.Description;
    }
}
