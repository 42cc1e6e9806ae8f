namespace Seckill.Redis.Scripts;

/// <summary>The texts of the stock scripts, each with the shared head.</summary>
internal sealed class ScriptText
{
    /// <param name="rewrite">Changes a text by its name; tests plant bugs with it.</param>
    public ScriptText(Func<string, string, string>? rewrite = null)
    {
        Reserve = Load("reserve", rewrite);
        Confirm = Load("confirm", rewrite);
        Release = Load("release", rewrite);
        Adjust = Load("adjust", rewrite);
        Configure = Load("configure", rewrite);
        Close = Load("close", rewrite);
        Hold = Load("hold", rewrite);
        LoadBegin = Load("load_begin", rewrite);
        LoadPage = Load("load_page", rewrite);
        LoadHeld = Load("load_held", rewrite);
        LoadComplete = Load("load_complete", rewrite);
        Read = Load("read", rewrite);
        Line = Load("line", rewrite);
    }

    public string Reserve { get; }

    public string Confirm { get; }

    public string Release { get; }

    public string Adjust { get; }

    public string Configure { get; }

    public string Close { get; }

    public string Hold { get; }

    public string LoadBegin { get; }

    public string LoadPage { get; }

    public string LoadHeld { get; }

    public string LoadComplete { get; }

    public string Read { get; }

    public string Line { get; }

    private static string Load(string name, Func<string, string, string>? rewrite)
    {
        var text = Resource("prelude") + Resource(name);
        return rewrite is null ? text : rewrite(name, text);
    }

    private static string Resource(string name)
    {
        using var stream = typeof(ScriptText).Assembly.GetManifestResourceStream(name + ".lua")
            ?? throw new InvalidOperationException($"The script {name}.lua is missing from the package.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
