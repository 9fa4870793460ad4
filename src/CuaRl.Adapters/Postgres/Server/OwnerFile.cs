using System.Globalization;
using System.Text;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>
/// The processes that use the server, one a line. It is open while a start, a stop or a change of users is decided: the
/// kernel's lock on it lets one process decide at a time and ends with that process, however it dies. Entries of dead
/// processes do not count, so a server whose users were all killed is free to be adopted.
/// </summary>
internal sealed class OwnerFile : IDisposable
{
    private readonly FileStream _file;

    private OwnerFile(FileStream file)
    {
        _file = file;
        Users = Read();
    }

    /// <summary>The live users.</summary>
    public IReadOnlyList<ProcessIdentity> Users { get; private set; }

    public static async Task<OwnerFile> OpenAsync(
        string path, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        for (var started = time.GetTimestamp(); ;)
        {
            try
            {
                return new OwnerFile(new FileStream(path, options));
            }
            catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException)
                && File.Exists(path))
            {
                if (time.GetElapsedTime(started) > timeout)
                {
                    throw new ConfigurationException(
                        $"Another process has held {path} for {timeout.TotalSeconds:0} s: it is starting or stopping the "
                        + "private PostgreSQL server and does not finish. End it and try again.", error);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        }
    }

    /// <summary>Adds a user; a process may be in it more than once.</summary>
    public void Add(ProcessIdentity user) => Write([.. Users, user]);

    /// <summary>Takes one entry of a user out.</summary>
    public void Remove(ProcessIdentity user)
    {
        var left = Users.ToList();
        left.Remove(user);
        Write([.. left]);
    }

    public void Dispose() => _file.Dispose();

    private ProcessIdentity[] Read()
    {
        using var reader = new StreamReader(_file, Encoding.ASCII, leaveOpen: true);
        return [.. reader.ReadToEnd().Split('\n')
            .Select(line => line.Split(' '))
            .Where(parts => parts.Length == 2)
            .Select(parts => int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? new ProcessIdentity(pid, parts[1])
                : null)
            .OfType<ProcessIdentity>()
            .Where(user => user.IsAlive)];
    }

    private void Write(ProcessIdentity[] users)
    {
        var text = string.Concat(users.Select(user => $"{user.Pid} {user.StartTime}\n"));
        // Cut only afterwards: who dies, or finds the disk full, in between must not have forgotten live users.
        _file.Position = 0;
        _file.Write(Encoding.ASCII.GetBytes(text));
        _file.Flush();
        _file.SetLength(text.Length);
        Users = users;
    }
}
