namespace CuaRl.Core.Tasks;

/// <summary>The errors of task sources and data sets, in cua_rl's words.</summary>
public static class TaskSourceErrors
{
    /// <summary>How many tasks an error names.</summary>
    private const int MostNamed = 10;

    public const string NoTasks = "tasks list cannot be empty";

    public const string NoEvalTasks = "eval_tasks list cannot be empty";

    public const string NoTaskIds = "task_ids must be provided for source_type='ids'";

    public const string NoFilePath = "file_path must be provided for source_type='file'";

    public const string NoCustomTasks = "custom_tasks must be provided for source_type='custom'";

    public const string NoTasksDir = "tasks_dir must be provided for source_type='genv_umetrip'";

    public static string FileNotFound(string path) => $"Task file not found: {path}";

    public static string UnknownSource(string sourceType) =>
        $"Unknown source_type: {sourceType}. Supported: 'demo_training', 'demo_eval', 'demo_all', 'ids', "
        + "'file', 'custom', 'task_adapter', 'genv_umetrip'";

    public static string UnknownCategory(string category) => $"'{category}' is not a valid TaskCategory";

    public static string UnknownDifficulty(string difficulty) => $"'{difficulty}' is not a valid TaskDifficulty";

    public static string InvalidFormat(string format) => $"Invalid tasks format: {format}";

    /// <summary>The warning about an id that names no task.</summary>
    public static string UnknownId(string id) => $"Task ID '{id}' not found, skipping";

    /// <summary>What is wrong with ids of tasks that are not stored, as a rule; null for none.</summary>
    internal static string? NotStored(IEnumerable<string> ids)
    {
        string[] all = [.. ids.Distinct(StringComparer.Ordinal)];
        return all.Length == 0 ? null
            : $"must name tasks that there are: store {string.Join(", ", all.Take(MostNamed))}"
                + (all.Length > MostNamed ? FormattableString.Invariant($" and {all.Length - MostNamed} more") : "")
                + " by `cuarl tasks load` first";
    }

    internal static string WithoutValidator(string id, string query) =>
        $"Task ID '{id}' is of cua_rl's first set of tasks; no validator is implemented for its query '{query}'";

    internal static string RunsPython(string sourceType) =>
        $"source_type='{sourceType}' takes tasks from Python modules, which are not run here; "
        + "save them and use 'database'";
}
