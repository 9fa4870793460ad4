using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Serialization;

public sealed class SystemTextJsonGrainStorageSerializerOptions
{
    public JsonSerializerOptions JsonSerializerOptions { get; } = new()
    {
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
