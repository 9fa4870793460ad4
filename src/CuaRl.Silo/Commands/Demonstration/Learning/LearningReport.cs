using System.Text.Json.Serialization;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Demonstration.Learning;

/// <summary>What the policy learnt.</summary>
/// <param name="Untrained">Before anything.</param>
/// <param name="Cloned">After the demonstrations.</param>
/// <param name="Trained">After GRPO.</param>
internal sealed record LearningReport(Examination Untrained, Examination Cloned, Examination Trained)
{
    public required double Seconds { get; init; }

    public required double Turns { get; init; }

    /// <summary>For people.</summary>
    public Table Table()
    {
        var table = Terminal.Table("sampled success, 95 % interval", "untrained", "cloned", "after GRPO", "strict, after GRPO");
        Add(table, "training tasks, unseen phones", one => one.Training);
        Add(table, "evaluation tasks", one => one.Evaluation);
        foreach (var task in Examination.Apart)
        {
            Add(table, task, one => one.Of(task));
        }

        return table;
    }

    /// <summary>For scripts.</summary>
    public LearningLine Line() => new(
        Untrained.Training.Success, Cloned.Training.Success, Trained.Training.Success, Trained.Evaluation.Success,
        Trained.Training.Strict, Seconds, Turns);

    private void Add(Table table, string name, Func<Examination, Score> score)
    {
        var trained = score(Trained);
        table.AddRow(
            Terminal.Plain(name), Terminal.Plain(score(Untrained).ToString()), Terminal.Plain(score(Cloned).ToString()),
            Terminal.Plain(trained.ToString()), Terminal.Plain((trained with { Succeeded = trained.Strictly }).ToString()));
    }
}

/// <summary>The last line of the demo for scripts.</summary>
internal sealed record LearningLine(
    double Untrained, double Cloned, double TrainSuccess, double EvalSuccess, double StrictSuccess, double Seconds, double Turns);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LearningLine))]
internal sealed partial class LearningJson : JsonSerializerContext;
