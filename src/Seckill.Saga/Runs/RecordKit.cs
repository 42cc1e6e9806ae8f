using System.Buffers;
using System.Text.Json;

namespace Seckill.Sagas.Runs;

/// <summary>A record with what it is made of, to be filled again once the store has given it back.</summary>
internal sealed class RecordKit
{
    private readonly ArrayBufferWriter<byte> _state = new(128);
    private readonly TimelineView _lines = new();
    private Utf8JsonWriter? _json;

    public RecordKit(SagaRecord record) => Record = record;

    public SagaRecord Record { get; }

    public void SetState<TState>(TState state, SagaDefinition<TState> definition)
        where TState : class
    {
        _state.ResetWrittenCount();
        _json ??= new Utf8JsonWriter(_state, new JsonWriterOptions { SkipValidation = true });
        _json.Reset(_state);
        JsonSerializer.Serialize(_json, state, definition.Json);
        _json.Flush();
        Record.State = _state.WrittenMemory;
    }

    public void SetTimeline(Timeline timeline)
    {
        timeline.Show(_lines);
        Record.Timeline = _lines;
    }
}
