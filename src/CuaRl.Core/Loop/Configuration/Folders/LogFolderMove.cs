namespace CuaRl.Core.Loop.Configuration.Folders;

/// <summary>What happens to the folder of a training's files before the training starts.</summary>
public enum LogFolderMove
{
    /// <summary>Files are begun.</summary>
    Begin,

    /// <summary>Files are gone on with.</summary>
    GoOn,

    /// <summary>Files are begun in the place of those there.</summary>
    Replace,

    /// <summary>The user is asked whether to replace, to go on or to stop.</summary>
    Ask,

    /// <summary>The training is not started.</summary>
    Refuse,

    /// <summary>The training is not started, which counts as success.</summary>
    Skip,
}
