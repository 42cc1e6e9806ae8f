namespace Seckill.Redis.Caching;

/// <summary>The texts of the cache scripts, each with the shared head.</summary>
internal sealed class CacheScripts(Func<string, string, string>? rewrite = null)
{
    // Tests plant bugs with the rewrite.
    private readonly Func<string, string, string> _rewrite = rewrite ?? (static (_, text) => text);

    public string Acquire => field ??= Load("acquire");

    public string Commit => field ??= Load("commit");

    public string Set => field ??= Load("set");

    public string Remove => field ??= Load("remove");

    public string Expire => field ??= Load("expire");

    public string Renew => field ??= Load("renew");

    public string Abandon => field ??= Load("abandon");

    public string Tag => field ??= Load("tag");

    public string Announce => field ??= Load("announce");

    public string Begin => field ??= Load("begin");

    public string Head => field ??= Load("head");

    public string Read => field ??= Load("read");

    private static string Resource(string name)
    {
        using var stream = typeof(CacheScripts).Assembly.GetManifestResourceStream($"cache.{name}.lua")
            ?? throw new InvalidOperationException($"The script {name}.lua is missing from the package.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private string Load(string name) => _rewrite(name, Resource("prelude") + Resource(name));
}
