using System.Text.Json.Serialization;

namespace CuaRl.Grains.Trainings;

[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingStateContext : JsonSerializerContext;
