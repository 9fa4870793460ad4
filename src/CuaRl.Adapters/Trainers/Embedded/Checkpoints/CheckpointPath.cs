using System.Text.RegularExpressions;

namespace CuaRl.Adapters.Trainers.Embedded.Checkpoints;

/// <summary>Where a checkpoint is: <c>embedded://TRAINING/weights/NAME</c>, or <c>sampler_weights</c> for one to sample from.</summary>
/// <param name="TrainingId">The training that saved it.</param>
/// <param name="Folder">Which of the two it is.</param>
/// <param name="Name">The name that it was saved by.</param>
internal sealed partial record CheckpointPath(string TrainingId, string Folder, string Name)
{
    /// <summary>States, with their optimizer.</summary>
    public const string States = "weights";

    /// <summary>Weights to sample from.</summary>
    public const string Samplers = "sampler_weights";

    /// <summary>What all paths of this trainer begin with.</summary>
    public const string Scheme = "embedded://";

    private const int MaxPartLength = 100;

    /// <summary>The place of a checkpoint of a training.</summary>
    /// <exception cref="FormatException">The name is none that a file can have.</exception>
    public static CheckpointPath Of(string trainingId, string folder, string name) => new(
        Checked(trainingId, "id of a training"), folder, Checked(name, "name of a checkpoint"));

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is none of this trainer.</exception>
    public static CheckpointPath Parse(string path) =>
        path.StartsWith(Scheme, StringComparison.Ordinal)
        && path[Scheme.Length..].Split('/') is [var trainingId, States or Samplers, var name] parts
            ? Of(trainingId, parts[1], name)
            : throw new FormatException(
                $"'{path}' is no path of a checkpoint; they are {Scheme}TRAINING/{States}/NAME and {Scheme}TRAINING/{Samplers}/NAME");

    /// <summary>A part of a path, which is a name in a folder too: so nothing leads out of it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Checked(string part, string what) => part.Length <= MaxPartLength && Part().IsMatch(part)
        ? part
        : throw new FormatException($"'{part}' is no {what}; it must be 1 to {MaxPartLength} letters, digits, '_' and '-'");

    public override string ToString() => $"{Scheme}{TrainingId}/{Folder}/{Name}";

    [GeneratedRegex("^[a-zA-Z0-9_-]+\\z")]
    private static partial Regex Part();
}
