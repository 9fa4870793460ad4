using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace Orleans.Storage;

public sealed class SystemTextJsonGrainStorageSerializer(IOptions<SystemTextJsonGrainStorageSerializerOptions> options)
    : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) =>
        BinaryData.FromObjectAsJson(input, options.Value.JsonSerializerOptions);

    public T? Deserialize<T>(BinaryData input) => input.ToObjectFromJson<T>(options.Value.JsonSerializerOptions);
}
