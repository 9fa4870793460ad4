using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>A branch of a training to make. Fields not named here are refused.</summary>
/// <remarks>The type only describes the body; it is read field by field, so that all mistakes are found at once.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TrainingBranchBody
{
    [Description("The branch's name and identity, 1 to 200 characters; the same name again gives the same branch.")]
    public required string RunName { get; init; }

    [Description("The last step, counted from 0, that both share; a state must have been saved after it.")]
    public required int Step { get; init; }

    [Description(
        "Flags by name, such as learning_rate or max_steps, laid over the training's configuration: a JSON object of at most 64 KiB. None "
        + "by default: the branch repeats the training's later steps.")]
    public JsonText? Overrides { get; init; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (int Step, TrainingBranch Branch) Read(JsonBody body)
    {
        var step = body.Int32("step");
        var branch = new TrainingBranch
        {
            RunName = body.Text("run_name", _ => null),
            Overrides = body.OptionalObject("overrides", SimulationRules.JsonObject) ?? JsonText.EmptyObject,
        };
        body.ThrowIfInvalid();
        return (step, branch);
    }
}
