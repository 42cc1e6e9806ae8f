namespace Seckill.Rehearsal.Load;

/// <summary>A line that says how far a campaign is, renewed twice a second on a terminal and every five seconds in a log.</summary>
internal sealed class Progress : IAsyncDisposable
{
    private readonly Timer _timer;
    private readonly TextWriter _out;
    private readonly Func<string> _line;
    private readonly bool _inPlace;

    public Progress(TextWriter output, Func<string> line)
    {
        _out = output;
        _line = line;
        _inPlace = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var period = TimeSpan.FromSeconds(_inPlace ? 0.5 : 5);
        _timer = new Timer(_ => Write(), null, period, period);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        if (_inPlace)
        {
            _out.WriteLine();
        }
    }

    private void Write()
    {
        if (_inPlace)
        {
            _out.Write($"\r\e[2K  {_line()}");
        }
        else
        {
            _out.WriteLine($"  {_line()}");
        }
    }
}
