using System.Diagnostics;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>
/// The account that the server runs under: our own, or, when that is root, which PostgreSQL refuses, an unprivileged one.
/// </summary>
internal sealed class ServerAccount
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string? _dropTo;

    private ServerAccount(string? dropTo) => _dropTo = dropTo;

    /// <summary>The name of the account.</summary>
    public string Name => _dropTo ?? Environment.UserName;

    /// <summary>True when the server runs under another account than this process.</summary>
    public bool IsOther => _dropTo is not null;

    /// <summary>The account to use.</summary>
    /// <exception cref="ConfigurationException">We are root and the machine has no account to drop to.</exception>
    public static ServerAccount Resolve()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(null);
        }

        string[] candidates = ["postgres", "nobody"];
        var known = File.Exists("/etc/passwd")
            ? File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet()
            : [];
        return new ServerAccount(Array.Find(candidates, known.Contains)
            ?? throw new ConfigurationException(
                "PostgreSQL does not run as root and there is no account 'postgres' or 'nobody' to run it under: add one, "
                + "start the service as another user, or give --database."));
    }

    /// <summary>A directory for the account alone, made if it is not there.</summary>
    public async Task MakeDirectoryAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path, Private);
        File.SetUnixFileMode(path, Private);
        await GiveAsync(path, cancellationToken);
    }

    /// <summary>Makes the account the owner of a file or directory.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellationToken)
    {
        if (_dropTo is not null)
        {
            await Tool.RunAsync(new ProcessStartInfo("chown") { ArgumentList = { "-h", _dropTo, path } }, cancellationToken);
        }
    }

    /// <summary>True when the account can enter the directory: each folder above it must be open to it.</summary>
    public async Task<bool> CanEnterAsync(string directory, CancellationToken cancellationToken)
    {
        if (_dropTo is null)
        {
            return true;
        }

        var probe = Command("/bin/sh", "/", ["-c", "cd \"$1\"", "sh", directory]);
        return (await Tool.TryAsync(probe, cancellationToken)).ExitCode == 0;
    }

    /// <summary>A program to be run under the account.</summary>
    public ProcessStartInfo Command(string program, string workingDirectory, IEnumerable<string> arguments)
    {
        var command = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingDirectory };
        // Messages are read for causes, and nothing of our own PG* settings may redirect the server's tools.
        command.Environment["LC_ALL"] = "C";
        command.Environment["LANG"] = "C";
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            command.Environment.Remove(name);
        }

        if (_dropTo is not null)
        {
            command.UserName = _dropTo;
            command.Environment["HOME"] = workingDirectory;
        }

        return command;
    }
}
