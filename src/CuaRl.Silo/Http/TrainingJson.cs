using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Batches;
using CuaRl.Silo.Http.Groups;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Rollouts;
using CuaRl.Silo.Http.Tasks;
using CuaRl.Silo.Http.Trainings;
using CuaRl.Silo.Http.Trainings.Lineages;

namespace CuaRl.Silo.Http;

/// <summary>How the training record's bodies are written: as <see cref="HttpJson"/> does.</summary>
[JsonSerializable(typeof(TrainingBody))]
[JsonSerializable(typeof(TrainingReportBody))]
[JsonSerializable(typeof(ActorBody))]
[JsonSerializable(typeof(CancelBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(ReverifyBody))]
[JsonSerializable(typeof(TrainingDetails))]
[JsonSerializable(typeof(TrainingList))]
[JsonSerializable(typeof(TrainingComparison))]
[JsonSerializable(typeof(TrainingBranchBody))]
[JsonSerializable(typeof(TrainingLineageDetails))]
[JsonSerializable(typeof(LineageComparisonDetails))]
[JsonSerializable(typeof(RewardLayerDetails))]
[JsonSerializable(typeof(RewardLayerList))]
[JsonSerializable(typeof(RolloutExport))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchReportBody))]
[JsonSerializable(typeof(BatchResultBody))]
[JsonSerializable(typeof(BatchDetails))]
[JsonSerializable(typeof(BatchList))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(GroupDetails))]
[JsonSerializable(typeof(GroupList))]
[JsonSerializable(typeof(RolloutBody))]
[JsonSerializable(typeof(RolloutReportBody))]
[JsonSerializable(typeof(LossBody))]
[JsonSerializable(typeof(OutcomeBody))]
[JsonSerializable(typeof(OverrideBody))]
[JsonSerializable(typeof(ValidationBody))]
[JsonSerializable(typeof(RolloutDetails))]
[JsonSerializable(typeof(RolloutList))]
[JsonSerializable(typeof(ResetBody))]
[JsonSerializable(typeof(TurnBody))]
[JsonSerializable(typeof(TurnReceiptDetails))]
[JsonSerializable(typeof(TurnDetails))]
[JsonSerializable(typeof(TurnList))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(AnnotationBody))]
[JsonSerializable(typeof(AnnotationDetails))]
[JsonSerializable(typeof(AnnotationList))]
[JsonSerializable(typeof(StatusChangeList))]
[JsonSerializable(typeof(TaskSaveBody))]
[JsonSerializable(typeof(TaskLoadBody))]
[JsonSerializable(typeof(TaskDetails))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(ValidatorList))]
[JsonSerializable(typeof(TaskSaved))]
[JsonSerializable(typeof(TaskSelectionDetails))]
internal sealed partial class TrainingJson : JsonSerializerContext
{
    /// <summary>Ready to write bodies.</summary>
    public static TrainingJson Bodies { get; } = new(HttpJson.Style(new JsonSerializerOptions()));
}
