using System.Text.Json.Serialization.Metadata;
using CuaRl.Adapters.Trainers.Tinker.Protobuf;
using CuaRl.Adapters.Trainers.Tinker.Wire;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>How a result is read.</summary>
/// <param name="Json">As JSON.</param>
/// <param name="Protobuf">In protocol buffers; null where it is always JSON.</param>
internal sealed record ResultReading<T>(JsonTypeInfo<T> Json, Func<ReadOnlyMemory<byte>, T>? Protobuf = null)
    where T : class;

/// <summary>The results that may come in protocol buffers.</summary>
internal static class ResultReadings
{
    public static ResultReading<ForwardBackwardOutput> Gradient { get; } = new(TinkerJson.Default.ForwardBackwardOutput, ProtoGradient.Read);

    public static ResultReading<Sampled> Sample { get; } = new(TinkerJson.Default.Sampled, ProtoSample.Read);
}
