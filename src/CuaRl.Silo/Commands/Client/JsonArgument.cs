namespace CuaRl.Silo.Commands.Client;

/// <summary>A JSON value given on the command line, or as <c>@FILE</c>.</summary>
internal static class JsonArgument
{
    /// <summary>The value; null when the option was not given.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read, or the text is no JSON.</exception>
    public static JsonText? Read(string option, string? argument)
    {
        if (argument is null)
        {
            return null;
        }

        try
        {
            return JsonText.Parse(argument.StartsWith('@') ? File.ReadAllText(argument[1..]).TrimStart('\uFEFF') : argument);
        }
        catch (FormatException error)
        {
            throw new CommandFailedException($"{option} is no JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException($"{option}: {error.Message}", error);
        }
    }
}
