using System.Security.Cryptography;
using System.Text;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>Where the private server keeps its things.</summary>
/// <param name="Root">The folder of all but the socket.</param>
/// <param name="SocketDirectory">
/// A short path, since the kernel limits the whole name of a socket to about 107 bytes.
/// </param>
internal sealed record ServerLayout(string Root, string SocketDirectory)
{
    private const int LongestSocketPath = 100;
    private const string SocketName = ".s.PGSQL.5432";

    // Where a server lives whose account cannot reach the service's own data directory.
    private const string OpenRoot = "/var/lib/cuarl";

    private const UnixFileMode Traversable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Data => Path.Combine(Root, "data");

    /// <summary>Where a data directory grows until it is complete and takes its name.</summary>
    public string UnfinishedData => Path.Combine(Root, "data.new");

    public string PostmasterFile => Path.Combine(Data, "postmaster.pid");

    public string Owners => Path.Combine(Root, "owners");

    public string Password => Path.Combine(Root, "password");

    public string Log => Path.Combine(Root, "server.log");

    public string Programs => Path.Combine(Root, "programs");

    /// <summary>Finds the places for a data directory, and makes the folder.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be made or written.</exception>
    public static async Task<ServerLayout> MakeAsync(
        string dataDirectory, ServerAccount account, CancellationToken cancellationToken)
    {
        var wanted = Path.GetFullPath(dataDirectory);
        try
        {
            var root = Path.Combine(wanted, "postgres");
            MakeFolder(root, account);
            if (!await account.CanEnterAsync(root, cancellationToken))
            {
                root = Path.Combine(OpenRoot, $"{Path.GetFileName(wanted)}-{Hash(wanted)}", "postgres");
                MakeFolder(root, account);
            }

            return new ServerLayout(root, SocketFor(root));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"The data directory {wanted} cannot be written: {error.Message.TrimEnd('.')}. Give a writable one with "
                + "--data, or a database with --database.", error);
        }
    }

    private static void MakeFolder(string root, ServerAccount account)
    {
        Directory.CreateDirectory(root);
        // Another account passes through to its own folders in here; it sees no names.
        File.SetUnixFileMode(root, account.IsOther
            ? Traversable
            : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var probe = Path.Combine(root, ".write-probe");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
    }

    private static string SocketFor(string root)
    {
        var own = Path.Combine(root, "socket");
        var plain = own.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_');
        if (plain && own.Length + 1 + SocketName.Length <= LongestSocketPath)
        {
            return own;
        }

        string[] bases = Environment.IsPrivilegedProcess
            ? ["/run", "/var/run", "/tmp"]
            : [Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "", "/tmp"];
        return Path.Combine(Array.Find(bases, Directory.Exists)!, $"cuarl-{Hash($"{Environment.UserName}:{root}")}");
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
}
