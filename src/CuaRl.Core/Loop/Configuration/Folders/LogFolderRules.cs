using CuaRl.Core.Grpo;

namespace CuaRl.Core.Loop.Configuration.Folders;

/// <summary>Decides what becomes of the folder that a training's files are written to.</summary>
public static class LogFolderRules
{
    /// <summary>The behaviours by the names of cua_rl's code and of its documents.</summary>
    public static NameTable<LogFolderBehavior> Names { get; } = new(
        "behavior",
        (LogFolderBehavior.Resume, ["resume"]),
        (LogFolderBehavior.Delete, ["delete", "overwrite"]),
        (LogFolderBehavior.Ask, ["ask"]),
        (LogFolderBehavior.Raise, ["raise"]),
        (LogFolderBehavior.Skip, ["skip"]));

    /// <summary>Decides.</summary>
    /// <param name="folder">The folder, with what to do when there are files in it.</param>
    /// <param name="found">The files of an earlier start there; null for none.</param>
    /// <param name="runName">The training's name.</param>
    /// <param name="isNameGiven">
    /// Whether a user chose that name. If not, a training that is resumed is the one of the files: names by the minute never meet again.
    /// </param>
    /// <param name="canAsk">Whether there is somebody to ask.</param>
    public static LogFolderDecision Decide(LogFolder folder, FoundFiles? found, string runName, bool isNameGiven, bool canAsk)
    {
        if (found is null)
        {
            return new(LogFolderMove.Begin, runName);
        }

        return folder.Behavior switch
        {
            LogFolderBehavior.Resume => Resume(folder, found, runName, isNameGiven),
            LogFolderBehavior.Delete => new(LogFolderMove.Replace, runName),
            LogFolderBehavior.Ask when canAsk => new(LogFolderMove.Ask, runName),
            LogFolderBehavior.Skip => new(LogFolderMove.Skip, runName, $"{folder.Path} holds files of an earlier start already"),
            _ => new(
                LogFolderMove.Refuse, runName,
                $"{folder.Path} holds files of an earlier start: choose another log_path, or resume or delete as behavior_if_log_dir_exists"),
        };
    }

    private static LogFolderDecision Resume(LogFolder folder, FoundFiles found, string runName, bool isNameGiven) =>
        found.RunName is { } earlier && earlier != runName && isNameGiven
            ? new(
                LogFolderMove.Refuse, runName,
                $"{folder.Path} holds files of the training {earlier}, not of {runName}: choose another log_path, or delete as "
                + "behavior_if_log_dir_exists")
            : new(LogFolderMove.GoOn, found.RunName ?? runName);
}
