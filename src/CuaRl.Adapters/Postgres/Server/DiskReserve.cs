namespace CuaRl.Adapters.Postgres.Server;

/// <summary>
/// Space that is kept back for the server. PostgreSQL crashes, and crashes again in recovery, when the disk has no room
/// for its log; this file is given up then, and the database made read-only until there is room again.
/// </summary>
internal sealed class DiskReserve(string folder)
{
    private const long Mebibyte = 1024 * 1024;
    private const long Size = 64 * Mebibyte;

    // Two segments of the log, and the writes of the moment until it is noticed.
    private const long Low = 48 * Mebibyte;

    // With the reserve given up, more than that must be free before it is made again.
    private const long Enough = Size + Low + 48 * Mebibyte;

    private readonly string _path = Path.Combine(folder, "reserve");

    /// <summary>True when writes must stop.</summary>
    public bool IsLow => Free < Low;

    /// <summary>True when writes may go on after they were stopped.</summary>
    public bool IsEnough => Free >= (File.Exists(_path) ? Enough - Size : Enough);

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
