using System.CommandLine;
using System.CommandLine.Parsing;

namespace Seckill.Rehearsal.Cli;

/// <summary>The options that every campaign has.</summary>
internal sealed class CommonOptions
{
    public Option<Uri?> Url { get; } = new("--url")
    {
        Description = "A running host (Development). Without it the sample host is started, with fresh data, and stopped at the end.",
        CustomParser = ParseUrl,
    };

    public Option<string?> Host { get; } = new("--host") { Description = "The .dll of the host to start, instead of this repository's sample host." };

    public Option<int?> Seed { get; } = new("--seed") { Description = "Seed of the campaign's dice. Default: random, and printed." };

    public Option<FileInfo?> Json { get; } = new("--json") { Description = "Writes the report to this file." };

    public void AddTo(Command command)
    {
        command.Add(Url);
        command.Add(Host);
        command.Add(Seed);
        command.Add(Json);
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
        {
            return url;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not an http address of this machine; use one such as http://127.0.0.1:5080.");
        return null;
    }
}
