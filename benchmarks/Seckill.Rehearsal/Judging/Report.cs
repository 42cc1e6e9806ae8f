namespace Seckill.Rehearsal.Judging;

/// <summary>What a campaign was told, measured and judged.</summary>
internal sealed class Report(string campaign, int seed)
{
    private readonly List<KeyValuePair<string, string>> _settings = [];
    private readonly List<Figure> _figures = [];
    private readonly List<Law> _laws = [];
    private readonly List<string> _notes = [];

    public string Campaign => campaign;

    public int Seed => seed;

    public IReadOnlyList<KeyValuePair<string, string>> Settings => _settings;

    public IReadOnlyList<Figure> Figures => _figures;

    public IReadOnlyList<Law> Laws => _laws;

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public IEnumerable<Law> Broken => _laws.Where(law => law.Broken > 0);

    public bool Passed => !Broken.Any();

    public void Set(string name, object value) => _settings.Add(new(name, FormattableString.Invariant($"{value}")));

    public void Measure(string name, double value, string unit = "") => _figures.Add(new Figure(name, value, unit));

    public void Note(string note) => _notes.Add(note);

    public Law Law(string name, string meaning)
    {
        var law = new Law(name, meaning);
        _laws.Add(law);
        return law;
    }
}
