namespace CuaRl.Core.Loop.Configuration.Folders;

/// <summary>What to do with the folder of a training's files when an earlier start wrote there (behavior_if_log_dir_exists).</summary>
public enum LogFolderBehavior
{
    /// <summary>The training that wrote them goes on, and its files with it.</summary>
    Resume,

    /// <summary>The files are written anew; nothing else in the folder is touched, nor is any record of a training.</summary>
    Delete,

    /// <summary>The user is asked; where nobody can be, as <see cref="Raise"/>.</summary>
    Ask,

    /// <summary>The training is not started.</summary>
    Raise,

    /// <summary>The training is not started, which counts as success.</summary>
    Skip,
}
