using System.Diagnostics.Metrics;

namespace Seckill.Sagas.Telemetry;

/// <summary>The engine's instruments.</summary>
internal sealed class SagaMetrics
{
    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly UpDownCounter<long> _inFlight;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _resumed;
    private readonly Histogram<double> _stepDuration;
    private readonly Counter<long> _retries;
    private readonly Histogram<int> _commitSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<double> _timerLag;
    private readonly Counter<long> _fenced;
    private readonly Counter<long> _events;

    public SagaMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(SagaDiagnostics.MeterName);
        _started = meter.CreateCounter<long>(SagaDiagnostics.Started, "{saga}", "Sagas started");
        _ended = meter.CreateCounter<long>(SagaDiagnostics.Ended, "{saga}", "Sagas ended or parked");
        _inFlight = meter.CreateUpDownCounter<long>(SagaDiagnostics.InFlight, "{saga}", "Sagas in memory");
        _rejected = meter.CreateCounter<long>(SagaDiagnostics.Rejected, "{call}", "Starts and events rejected for want of room");
        _resumed = meter.CreateCounter<long>(SagaDiagnostics.Resumed, "{saga}", "Sagas taken up again");
        _stepDuration = meter.CreateHistogram<double>(SagaDiagnostics.StepDuration, "s", "Duration of a try");
        _retries = meter.CreateCounter<long>(SagaDiagnostics.Retries, "{try}", "Tries that failed and are repeated");
        _commitSize = meter.CreateHistogram<int>(SagaDiagnostics.CommitSize, "{record}", "Records in one call to the store");
        _commitDuration = meter.CreateHistogram<double>(SagaDiagnostics.CommitDuration, "s", "Duration of a call to the store");
        _timerLag = meter.CreateHistogram<double>(SagaDiagnostics.TimerLag, "s", "How long after its due time a saga was taken up");
        _fenced = meter.CreateCounter<long>(SagaDiagnostics.FencedWrites, "{record}", "Records refused because the shard went to another engine");
        _events = meter.CreateCounter<long>(SagaDiagnostics.Events, "{event}", "Events for sagas");
    }

    public void Started(string definition) => _started.Add(1, Definition(definition));

    public void Ended(string definition, SagaStatus status) =>
        _ended.Add(1, Definition(definition), new KeyValuePair<string, object?>("saga.status", StatusName(status)));

    public void Entered() => _inFlight.Add(1);

    public void Left() => _inFlight.Add(-1);

    public void Rejected() => _rejected.Add(1);

    public void Resumed(string definition) => _resumed.Add(1, Definition(definition));

    public long StartStep(TimeProvider time) => _stepDuration.Enabled ? time.GetTimestamp() : 0;

    public void Stepped(string definition, string step, long started, TimeProvider time)
    {
        if (_stepDuration.Enabled)
        {
            _stepDuration.Record(time.GetElapsedTime(started).TotalSeconds, Definition(definition), Step(step));
        }
    }

    public void Retried(string definition, string step) => _retries.Add(1, Definition(definition), Step(step));

    public long StartCommit(TimeProvider time) => _commitDuration.Enabled ? time.GetTimestamp() : 0;

    public void Committed(int count, long started, TimeProvider time)
    {
        _commitSize.Record(count);
        if (_commitDuration.Enabled)
        {
            _commitDuration.Record(time.GetElapsedTime(started).TotalSeconds);
        }
    }

    public void TimerLag(TimeSpan lag) => _timerLag.Record(lag.TotalSeconds);

    public void Fenced() => _fenced.Add(1);

    public void Event(string definition, RaiseOutcome outcome) =>
        _events.Add(1, Definition(definition), new KeyValuePair<string, object?>("saga.event.outcome", outcome.ToString()));

    private static KeyValuePair<string, object?> Definition(string definition) => new("saga.definition", definition);

    private static KeyValuePair<string, object?> Step(string step) => new("saga.step", step);

    private static string StatusName(SagaStatus status) => status switch
    {
        SagaStatus.Completed => nameof(SagaStatus.Completed),
        SagaStatus.Compensated => nameof(SagaStatus.Compensated),
        _ => nameof(SagaStatus.Parked),
    };
}
