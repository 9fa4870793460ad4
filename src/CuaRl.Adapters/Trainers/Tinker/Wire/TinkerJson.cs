using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Trainers.Tinker.Wire;

/// <summary>Requests name what they have and leave out what they have not; of answers what is not known is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CreateSession))]
[JsonSerializable(typeof(SessionHeartbeat))]
[JsonSerializable(typeof(CreateModel))]
[JsonSerializable(typeof(UnloadModel))]
[JsonSerializable(typeof(GetInfo))]
[JsonSerializable(typeof(ForwardBackward))]
[JsonSerializable(typeof(OptimStep))]
[JsonSerializable(typeof(SaveWeights))]
[JsonSerializable(typeof(SaveWeightsForSampler))]
[JsonSerializable(typeof(LoadWeights))]
[JsonSerializable(typeof(CreateSamplingSession))]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(RetrieveFuture))]
[JsonSerializable(typeof(SessionCreated))]
[JsonSerializable(typeof(RequestTaken))]
[JsonSerializable(typeof(ModelCreated))]
[JsonSerializable(typeof(ModelInfo))]
[JsonSerializable(typeof(ForwardBackwardOutput))]
[JsonSerializable(typeof(StepTaken))]
[JsonSerializable(typeof(WeightsPath))]
[JsonSerializable(typeof(SamplingSessionCreated))]
[JsonSerializable(typeof(Sampled))]
[JsonSerializable(typeof(CheckpointList))]
[JsonSerializable(typeof(Acknowledged))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatResponse))]
internal sealed partial class TinkerJson : JsonSerializerContext;
