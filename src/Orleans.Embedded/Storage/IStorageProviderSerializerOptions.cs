namespace Orleans.Storage;

public interface IStorageProviderSerializerOptions
{
    /// <summary>Unset, the serializer registered under the provider's name, else the one registered for all.</summary>
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
