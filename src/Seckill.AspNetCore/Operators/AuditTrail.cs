using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Seckill.AspNetCore.Callers;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ledger;

namespace Seckill.AspNetCore.Operators;

/// <summary>Runs an operator's action and writes down who did what and what became of it, refusals included, before the answer goes out.</summary>
internal sealed class AuditTrail(IAuditLog log, BuyerGate gate, TimeProvider time, ILogger<AuditTrail> logger)
{
    private const int MaxText = 1000;

    /// <summary>An action that needs a JSON body of a known shape.</summary>
    public async Task RunAsync<T>(HttpContext context, string action, string target, JsonTypeInfo<T> type, Func<T, ValueTask<ActionResult>> run)
        where T : class
    {
        var body = await RawBody.ReadAsync(context).ConfigureAwait(false);
        var readable = JsonBody.TryParse(body.Bytes, type, out var request);
        var text = Encoding.UTF8.GetString(body.Bytes);
        body.Release();
        await RunAsync(context, action, target, text, () =>
            body.Refusal is not null ? new(ActionResult.Refused(body.Refusal))
            : readable ? run(request!)
            : new(ActionResult.Refused(KnownProblems.InvalidRequest, RuleOf(type)))).ConfigureAwait(false);
    }

    public async Task RunAsync(HttpContext context, string action, string target, string detail, Func<ValueTask<ActionResult>> run)
    {
        if (!gate.TryGetCaller(context, out var who))
        {
            await KnownProblems.Unauthorized.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        ActionResult result;
        try
        {
            result = await run().ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            result = ActionResult.Refused(KnownProblems.InvalidRequest, exception.Message);
        }
#pragma warning disable CA1031 // A fault is "outcome unknown": it is logged, audited and answered as that.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.OperatorActionFailed(logger, action, target, exception);
            result = ActionResult.Refused(KnownProblems.Unavailable);
        }

        // Not tied to the connection: what was done must be written down although the operator hung up.
        var entry = new AuditEntry(time.GetUtcNow(), who.Value, action, Shorten(result.Target ?? target), Shorten(detail), Shorten(result.Outcome));
        await log.AppendAsync(entry, CancellationToken.None).ConfigureAwait(false);
        await result.AnswerAsync(context).ConfigureAwait(false);
    }

    private static string RuleOf(JsonTypeInfo type) =>
        $"The body must be one JSON object of {string.Join(", ", type.Properties.Select(p => p.Name))}, each of its own type; times with an offset, spans as hh:mm:ss.";

    private static string Shorten(string text) => text.Length <= MaxText ? text : text[..MaxText];
}
