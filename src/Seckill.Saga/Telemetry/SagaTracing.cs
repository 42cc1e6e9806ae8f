using System.Diagnostics;

namespace Seckill.Sagas.Telemetry;

/// <summary>The engine's spans.</summary>
internal static class SagaTracing
{
    private static readonly ActivitySource s_source = new(SagaDiagnostics.ActivitySourceName);

    public static bool IsOn => s_source.HasListeners();

    /// <summary>The <c>traceparent</c> of whoever is asking; null when nothing is traced.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>A stretch of a saga in memory, below whoever started it.</summary>
    public static Activity? StartStretch(string definition, SagaId id, string? traceParent)
    {
        if (!IsOn)
        {
            return null;
        }

        ActivityContext.TryParse(traceParent, null, out var parent);
        var span = s_source.StartActivity($"saga {definition}", ActivityKind.Internal, parent);
        return span?.SetTag("saga.definition", definition).SetTag("saga.id", id.Value);
    }

    public static Activity? StartStep(SagaContext context)
    {
        if (!IsOn)
        {
            return null;
        }

        var span = s_source.StartActivity($"saga step {context.Step}");
        return span?.SetTag("saga.definition", context.Definition)
            .SetTag("saga.id", context.Saga.Value)
            .SetTag("saga.step", context.Step)
            .SetTag("saga.operation", context.Operation.ToString())
            .SetTag("saga.attempt", context.Attempt);
    }

    public static TryEnd End(Activity? span, TryEnd end)
    {
        if (span is not null)
        {
            span.SetTag("saga.result", end.Result.Kind.ToString());
            if (end.Result.Kind is not (StepResultKind.Ok or StepResultKind.Pending))
            {
                span.SetStatus(ActivityStatusCode.Error, end.Result.Reason);
            }
        }

        return end;
    }
}
