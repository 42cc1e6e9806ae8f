using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Seckill.Events;
using Seckill.Sagas;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>How a saga went.</summary>
public sealed class SagaStory
{
    private readonly SagaRecord _record;
    private readonly SagaDescription _definition;
    private readonly IReadOnlyList<SagaStepCall> _calls;

    internal SagaStory(SagaRecord record, SagaDescription definition, IReadOnlyList<SagaStepCall> calls, IReadOnlyList<EventMessage> published, IReadOnlyList<RaiseOutcome> answers)
    {
        (_record, _definition, _calls) = (record, definition, calls);
        (Published, Answers) = (published, answers);
    }

    /// <summary>Where it is in its life.</summary>
    public SagaStatus Status => _record.Status;

    /// <summary>The step it stands at; empty when none is left.</summary>
    public string StepName => _record.StepName;

    /// <summary>Why it was undone or parked; null when nothing went wrong.</summary>
    public string? Reason => _record.Reason;

    /// <summary>The saga's last record, as the store has it.</summary>
    public SagaRecord Record => _record;

    /// <summary>Steps that were done, in order.</summary>
    public IEnumerable<string> Done => Steps(SagaTimelineKind.Done);

    /// <summary>Steps that were undone, in order.</summary>
    public IEnumerable<string> Undone => Steps(SagaTimelineKind.Undone);

    /// <summary>Events that the bus was given, each as often as it was.</summary>
    public IReadOnlyList<EventMessage> Published { get; }

    /// <summary>What the senders of planned events were told.</summary>
    public IReadOnlyList<RaiseOutcome> Answers { get; }

    /// <summary>Time from its start to its last record, on the saga's clock.</summary>
    public TimeSpan Took => _record.UpdatedAt - _record.CreatedAt;

    /// <summary>How often a step's action was tried, planned failures included.</summary>
    public int TriesOf(string step) => _calls.Count(c => c.Step == step && c.Operation == EffectOperation.Action);

    /// <summary>The saga's state, as the store has it.</summary>
    public TState State<TState>(JsonTypeInfo<TState> json) =>
        JsonSerializer.Deserialize(_record.State.Span, json) ?? throw new JsonException("The saga's state is null.");

    /// <summary>The whole story, for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"The saga is {Status} at '{StepName}' after {Took}{(Reason is null ? "" : $", because '{Reason}'")}:");
        foreach (var line in _record.Timeline)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {(line.At - _record.CreatedAt).TotalSeconds,9:F3} s  {line.Kind} {NameOf(line.Step)} {line.Detail}");
        }

        foreach (var message in Published)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  published {message.Type} {message.Id}");
        }

        return text.ToString();
    }

    private IEnumerable<string> Steps(SagaTimelineKind kind) => _record.Timeline.Where(l => l.Kind == kind).Select(l => NameOf(l.Step));

    private string NameOf(int step) => step >= 0 && step < _definition.Steps.Count ? _definition.Steps[step] : "";
}
