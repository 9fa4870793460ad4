using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Batches;

/// <summary>A step, an evaluation or a baseline to start. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BatchBody
{
    [Description("step, eval or baseline.")]
    public required string SourceType { get; init; }

    [Description("The step; of a baseline its number. 0 by default. Kind and step are its identity within the training.")]
    public int? Step { get; init; }

    [Description("The policy that acts, such as a path of sampler weights.")]
    public required string ModelPath { get; init; }

    [Description("The training's by default.")]
    public double? LearningRate { get; init; }

    [Description("How many groups (of an evaluation: tasks) it will have, 0 to 10,000.")]
    public required int NumGroups { get; init; }

    [Description("How many rollouts each has, 1 to 10,000.")]
    public required int GroupSize { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static BatchRequest Read(JsonBody body)
    {
        var request = new BatchRequest
        {
            SourceType = body.Word<SourceType>("source_type"),
            Step = body.OptionalInt32("step") ?? 0,
            ModelPath = body.Text("model_path", _ => null),
            LearningRate = body.OptionalNumber("learning_rate"),
            NumGroups = body.Int32("num_groups"),
            GroupSize = body.Int32("group_size"),
        };
        body.ThrowIfInvalid();
        return request;
    }
}
