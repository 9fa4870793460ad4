using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CuaRl.Grains.Batches;
using CuaRl.Grains.Devices;
using CuaRl.Grains.Devices.Pools;
using CuaRl.Grains.Groups;
using CuaRl.Grains.Loops;
using CuaRl.Grains.Rollouts;
using CuaRl.Grains.Runs;
using CuaRl.Grains.Simulations;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Storage;

/// <summary>The one definition of how control records are written as JSON, on either engine.</summary>
/// <remarks>
/// Members carry explicit names, enums are texts, null members are left out, a missing member takes its default and an
/// unknown one is kept. SQL decodes these payloads: a change here is a change of stored data.
/// </remarks>
public static class GrainStateJson
{
    /// <summary>Deep enough for a <see cref="JsonText"/> of its own full depth inside a record.</summary>
    private const int MaxDepth = 2 * JsonText.MaxDepth;

    /// <summary>The options, ready and read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Lays the definition over options that a provider owns.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.IncludeFields = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.WriteIndented = false;
        options.MaxDepth = MaxDepth;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Clear();
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(
            SimulationStateContext.Default,
            RunStateContext.Default,
            TrainingStateContext.Default,
            TrainingLoopStateContext.Default,
            BatchStateContext.Default,
            GroupStateContext.Default,
            RolloutStateContext.Default,
            DeviceStateContext.Default,
            DevicePoolStateContext.Default);
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
