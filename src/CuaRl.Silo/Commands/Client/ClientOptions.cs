using System.CommandLine;
using System.Text;
using System.Text.Json;
using CuaRl.Silo.Hosting;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands.Client;

/// <summary>The options of the commands that ask a running service.</summary>
internal sealed class ClientOptions
{
    public const string UrlVariable = "CUARL_URL";

    private readonly Option<string?> _url = new("--url")
    {
        Description = $"The service [default: {UrlVariable}, else {ListenAddress.Default}]",
        HelpName = "URL",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the service's JSON instead of a table" };

    public void AddTo(Command command)
    {
        AddUrlTo(command);
        command.Options.Add(_json);
    }

    /// <summary>For a command whose output is JSON anyway.</summary>
    public void AddUrlTo(Command command) => command.Options.Add(_url);

    public ServiceClient Open(ParseResult parsed)
    {
        var url = parsed.GetValue(_url) ?? Environment.GetEnvironmentVariable(UrlVariable) ?? ListenAddress.Default;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new ServiceClient(address, Environment.GetEnvironmentVariable(ServiceSettings.KeyVariable))
            : throw new CommandFailedException($"--url: '{url}' is no http://HOST:PORT");
    }

    public void Print(ParseResult parsed, byte[] json, Func<JsonElement, IRenderable> draw)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            output.WriteLine(Encoding.UTF8.GetString(json));
            return;
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2 * JsonText.MaxDepth });
        Terminal.On(output).Write(draw(document.RootElement));
    }
}
