namespace CuaRl.Adapters.Postgres.Server;

/// <summary>
/// Room on the disk. PostgreSQL crashes, and crashes again in recovery, when there is none for its log. So the database is
/// made read-only before that, and for a crash all the same this file is kept, to be given up for the recovery.
/// </summary>
internal sealed class DiskReserve(string folder)
{
    private const long Mebibyte = 1024 * 1024;
    private const long Size = 64 * Mebibyte;

    // Two segments of the log, and the writes of the moment until it is noticed.
    private const long Low = 48 * Mebibyte;

    // So far above that writes do not stop again at once.
    private const long Enough = 2 * Low;

    private readonly string _path = Path.Combine(folder, "reserve");

    /// <summary>True when writes must stop.</summary>
    public bool IsLow => Free < Low;

    /// <summary>True when writes may go on after they were stopped.</summary>
    public bool IsEnough => Free >= (File.Exists(_path) ? Enough : Enough + Size);

    private long Free => new DriveInfo(folder).AvailableFreeSpace;

    public void Release() => File.Delete(_path);

    public void Make()
    {
        if (!File.Exists(_path))
        {
            using var file = new FileStream(_path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                PreallocationSize = Size,
            });
        }
    }
}
