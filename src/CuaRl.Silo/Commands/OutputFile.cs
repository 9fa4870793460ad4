namespace CuaRl.Silo.Commands;

/// <summary>A file that a command writes where its user says.</summary>
internal static class OutputFile
{
    /// <summary>Writes the file; what stands in the way is said under the option's name.</summary>
    public static async Task WriteAsync(string option, string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(file, content, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException($"{option}: {error.Message}", error);
        }
    }

    /// <summary>Asked before the work of minutes whose file could not be written then.</summary>
    public static void RequirePlaceFor(string option, string file)
    {
        if (Directory.Exists(file))
        {
            throw new CommandFailedException($"{option}: '{file}' is a folder; name a file in it");
        }

        var folder = Path.GetDirectoryName(file);
        if (!Directory.Exists(folder))
        {
            throw new CommandFailedException($"{option}: there is no folder '{folder}'");
        }
    }
}
