using System.CommandLine;

namespace Seckill.Rehearsal.Cli;

/// <summary>Makes options with defaults and bounds.</summary>
internal static class Options
{
    public static Option<int> Count(string name, int value, string description, int least = 1, int most = 10_000_000) =>
        Bounded(name, value, description, least, most);

    /// <summary>A share of all, from 0 to 1.</summary>
    public static Option<double> Share(string name, double value, string description) => Bounded(name, value, description, 0.0, 1.0);

    public static Option<double> Number(string name, double value, string description, double most) => Bounded(name, value, description, 0.0, most);

    public static Option<string> Mode()
    {
        var option = new Option<string>("--mode") { Description = "How purchases are answered.", DefaultValueFactory = _ => "atomic" };
        option.AcceptOnlyFromAmong("atomic", "queued", "adaptive");
        return option;
    }

    private static Option<T> Bounded<T>(string name, T value, string description, T least, T most)
        where T : IComparable<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<T>() is { } given && (given.CompareTo(least) < 0 || given.CompareTo(most) > 0))
            {
                result.AddError($"{name} must be between {least} and {most}.");
            }
        });
        return option;
    }
}
