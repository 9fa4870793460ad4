using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Storage;

internal static class StorageProviders
{
    public const string Default = "Default";

    public static IGrainStorageSerializer? SerializerOf(
        IStorageProviderSerializerOptions options, IServiceProvider services, string name) =>
        options.GrainStorageSerializer
        ?? services.GetKeyedService<IGrainStorageSerializer>(name)
        ?? services.GetService<IGrainStorageSerializer>();
}
