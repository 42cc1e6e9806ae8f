using System.CommandLine;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Cli;

/// <summary>Runs a campaign on a running host or on one of its own, prints the report and gives the exit code.</summary>
internal static class CampaignRunner
{
    /// <summary>Adds the common options and the action to a campaign's command.</summary>
    public static Command Complete(Command command, Func<ParseResult, ICampaign> make)
    {
        var common = new CommonOptions();
        common.AddTo(command);
        command.SetAction((result, cancellationToken) =>
        {
            var campaign = make(result);
            var seed = result.GetValue(common.Seed) ?? Random.Shared.Next();
            var report = new Report(campaign.Name, seed);
            foreach (var option in command.Options.Where(option => result.GetResult(option) is { Implicit: false }))
            {
                report.Set(option.Name, string.Join(' ', result.GetResult(option)!.Tokens));
            }

            return RunAsync(campaign, report, result, common, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ICampaign campaign, Report report, ParseResult result, CommonOptions common, CancellationToken cancellationToken)
    {
        var output = Console.Out;
        output.WriteLine($"{campaign.Name}  seed {report.Seed}  {string.Join("  ", report.Settings.Select(pair => $"{pair.Key} {pair.Value}"))}");
        try
        {
            await PlayAsync(campaign, report, result.GetValue(common.Url), result.GetValue(common.Host), output, cancellationToken);
        }
        catch (Exception e) when (e is HostFaultException or ArgumentException or OperationCanceledException)
        {
            ReportPrinter.PrintFound(report, output);
            await Console.Error.WriteLineAsync($"The campaign could not be played to its end: {e.Message}");
            return ExitCode.NotPlayed;
        }

        ReportPrinter.Print(report, output);
        if (result.GetValue(common.Json) is { } file)
        {
            await ReportJson.WriteAsync(report, file);
        }

        return report.Passed ? ExitCode.Held : ExitCode.LawBroken;
    }

    private static async Task PlayAsync(ICampaign campaign, Report report, Uri? url, string? program, TextWriter output, CancellationToken cancellationToken)
    {
        if (url is not null)
        {
            if (campaign.NeedsOwnHost)
            {
                throw new ArgumentException($"'{campaign.Name}' kills its host and therefore starts it itself; leave out --url.");
            }

            await campaign.RunAsync(new Stage(new HostAddress(url), null, report, output), cancellationToken);
            return;
        }

        await using var host = new HostProcess(HostFiles.Find(program));
        await host.StartAsync(cancellationToken);
        output.WriteLine($"  host started at {host.Address.Url}");
        await campaign.RunAsync(new Stage(host.Address, host, report, output), cancellationToken);
        await host.StopAsync();
    }
}
