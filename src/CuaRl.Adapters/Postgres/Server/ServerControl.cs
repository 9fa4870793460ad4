using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>Makes, starts and stops the server. Every call is made by the holder of the owner file.</summary>
internal sealed partial class ServerControl(
    ServerLayout layout, ServerAccount account, PrivateServerOptions options, TimeProvider time, ILogger logger)
{
    private const long LargestLog = 16 * 1024 * 1024;

    // Kept out of the log of one start: the text that PostgreSQL ends with while an old server's processes still run.
    private const string OldProcesses = "pre-existing shared memory block";

    /// <summary>The running server, or null.</summary>
    public PostmasterFile? Running() =>
        PostmasterFile.Read(layout.PostmasterFile) is { } file && file.IsRunning() ? file : null;

    /// <summary>Starts the server, on a new data directory when there is none, and gives its socket directory.</summary>
    public async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        var binaries = await ChooseBinariesAsync(cancellationToken);
        if (binaries.Directory.AsSpan().IndexOfAny("\"$`\\") >= 0)
        {
            throw new ConfigurationException(
                $"The path of PostgreSQL's programs, {binaries.Directory}, has a character that pg_ctl cannot take: "
                + "install PostgreSQL elsewhere, or give --data a plainer path.");
        }

        if (!Directory.Exists(layout.Data))
        {
            await InitializeAsync(binaries, cancellationToken);
        }

        var reserve = new DiskReserve(layout.Root);
        if (reserve.IsLow)
        {
            // It may have died of a full disk; recovery needs room.
            reserve.Release();
        }

        await PrepareSocketAsync(cancellationToken);
        await PrepareLogAsync(cancellationToken);
        var timeout = options.StartTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        for (var started = time.GetTimestamp(); ;)
        {
            var logged = new FileInfo(layout.Log).Length;
            // pg_ctl hands its arguments to a shell: relative names keep whatever is in the path out of that.
            var start = account.Command(binaries.PgCtl, layout.Root,
            [
                "start", "--pgdata", Path.GetFileName(layout.Data), "--log", Path.GetFileName(layout.Log),
                "--wait", "--timeout", timeout, "--silent",
                "--options", $"-c listen_addresses='' -c unix_socket_directories={layout.SocketDirectory} -p 5432",
            ]);
            var result = await Tool.TryAsync(start, cancellationToken);
            if (result.ExitCode == 0)
            {
                Log.Started(logger, layout.Data, account.Name);
                return layout.SocketDirectory;
            }

            var said = await ReadLogAsync(logged, cancellationToken);
            if (!said.Contains(OldProcesses, StringComparison.Ordinal) || time.GetElapsedTime(started) > options.StartTimeout)
            {
                throw new ConfigurationException(
                    $"The private PostgreSQL server in {layout.Data} does not start: "
                    + $"{Tool.OneLine(said.Length > 0 ? said : result.Output)}. Its log is {layout.Log}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    /// <summary>Stops the server; its sessions are ended and their transactions rolled back.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var binaries = await ChooseBinariesAsync(cancellationToken);
        if ((await Tool.TryAsync(Stop("fast"), cancellationToken)).ExitCode != 0)
        {
            // Something holds the orderly stop up. This one is as safe; the next start recovers from the log.
            await Tool.RunAsync(Stop("immediate"), cancellationToken);
        }

        if (Directory.Exists(layout.SocketDirectory))
        {
            Directory.Delete(layout.SocketDirectory, recursive: true);
        }

        Log.Stopped(logger, layout.Data);

        System.Diagnostics.ProcessStartInfo Stop(string mode) => account.Command(
            binaries.PgCtl, layout.Root,
            ["stop", "--pgdata", Path.GetFileName(layout.Data), "--mode", mode, "--wait", "--timeout", "30", "--silent"]);
    }

    private async Task<PostgresBinaries> ChooseBinariesAsync(CancellationToken cancellationToken)
    {
        var search = options.Binaries ?? new BinarySearch(options.ProgramsDirectory ?? layout.Programs, logger);
        var stored = Path.Combine(layout.Data, "PG_VERSION");
        int? needed = File.Exists(stored)
            ? int.Parse(await File.ReadAllTextAsync(stored, cancellationToken), CultureInfo.InvariantCulture)
            : null;
        PostgresBinaries? other = null;
        await foreach (var found in search.FindAsync(account, cancellationToken))
        {
            if (needed is null ? found.Major >= PostgresBinaries.OldestMajor : found.Major == needed)
            {
                return found;
            }

            other = other is null || other.Major < found.Major ? found : other;
        }

        throw needed is null ? NoneFound(other) : WrongMajor(needed.Value, other);
    }

    private static ConfigurationException NoneFound(PostgresBinaries? old) => new(
        (old is null
            ? "No PostgreSQL server was found on PATH, in the usual folders or by npm."
            : $"The PostgreSQL found in {old.Directory} is version {old.Major}.")
        + $" Install PostgreSQL {PostgresBinaries.OldestMajor} or newer, or give a database with --database or DATABASE_URL.");

    private ConfigurationException WrongMajor(int needed, PostgresBinaries? other) => new(
        $"The data in {layout.Data} is of PostgreSQL {needed}, and "
        + (other is null
            ? "no PostgreSQL was found. "
            : $"only PostgreSQL {other.Major} was found. To upgrade it, with {needed} installed beside it: "
                + $"{other.Initdb} --encoding=UTF8 --locale=C --data-checksums --auth=scram-sha-256 --username=cuarl "
                + $"--pwfile=\"{layout.Password}\" \"{layout.Data}-{other.Major}\" && {other.Directory}/pg_upgrade "
                + $"--old-bindir=BIN_OF_{needed} --new-bindir={other.Directory} --old-datadir=\"{layout.Data}\" "
                + $"--new-datadir=\"{layout.Data}-{other.Major}\" --username=cuarl, then put the new folder in the place of "
                + "the old one. Or ")
        + $"install PostgreSQL {needed}.");

    private async Task InitializeAsync(PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        if (Directory.Exists(layout.UnfinishedData))
        {
            Directory.Delete(layout.UnfinishedData, recursive: true);
        }

        await account.MakeDirectoryAsync(layout.UnfinishedData, cancellationToken);
        var password = await WritePasswordAsync(cancellationToken);
        var handover = Path.Combine(layout.Root, "password.new");
        try
        {
            WritePrivate(handover, password);
            await account.GiveAsync(handover, cancellationToken);
            await Tool.RunAsync(
                account.Command(binaries.Initdb, layout.Root,
                [
                    "--pgdata", layout.UnfinishedData, "--username", PrivateServer.User, "--pwfile", handover,
                    "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums",
                ]),
                cancellationToken);
        }
        finally
        {
            File.Delete(handover);
        }

        Directory.Move(layout.UnfinishedData, layout.Data);
        Log.Initialized(logger, binaries.Major, layout.Data);
    }

    private async Task<string> WritePasswordAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(layout.Password))
        {
            return await File.ReadAllTextAsync(layout.Password, cancellationToken);
        }

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var unfinished = layout.Password + ".unfinished";
        WritePrivate(unfinished, password);
        File.Move(unfinished, layout.Password);
        return password;
    }

    private static void WritePrivate(string path, string text)
    {
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }

    private async Task PrepareSocketAsync(CancellationToken cancellationToken)
    {
        var folder = layout.SocketDirectory;
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new ConfigurationException($"The socket directory {folder} is a link; remove it.");
        }

        try
        {
            await account.MakeDirectoryAsync(folder, cancellationToken);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ConfigurationException($"The socket directory {folder} belongs to another user; remove it.", error);
        }

        // Nothing runs: what a killed server left would only be mistaken for a running one.
        File.Delete(Path.Combine(folder, ".s.PGSQL.5432.lock"));
        if (PostmasterFile.Read(layout.PostmasterFile) is { } stale && ProcessIdentityOrZombieExists(stale.Pid))
        {
            PostmasterFile.Disown(layout.PostmasterFile);
        }
    }

    private static bool ProcessIdentityOrZombieExists(int pid) =>
        Directory.Exists($"/proc/{pid}") || ProcessIdentity.Find(pid) is not null;

    private async Task PrepareLogAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(layout.Log) && new FileInfo(layout.Log).Length > LargestLog)
        {
            File.Move(layout.Log, layout.Log + ".1", overwrite: true);
        }

        if (!File.Exists(layout.Log))
        {
            WritePrivate(layout.Log, "");
            await account.GiveAsync(layout.Log, cancellationToken);
        }
    }

    private async Task<string> ReadLogAsync(long from, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(layout.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Min(from, file.Length);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(2111, LogLevel.Information, "Initialized PostgreSQL {Major} data in {Directory}")]
        public static partial void Initialized(ILogger logger, int major, string directory);

        [LoggerMessage(2112, LogLevel.Information, "Started the private PostgreSQL server in {Directory} as {Account}")]
        public static partial void Started(ILogger logger, string directory, string account);

        [LoggerMessage(2113, LogLevel.Information, "Stopped the private PostgreSQL server in {Directory}")]
        public static partial void Stopped(ILogger logger, string directory);
    }
}
