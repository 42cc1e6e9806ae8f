using System.Globalization;

namespace Seckill.Ids;

/// <summary>An amount of one currency.</summary>
/// <param name="Amount">The amount in units of the currency, with at most four decimal places.</param>
/// <param name="Currency">Three capital letters as in ISO 4217.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>The price of <paramref name="quantity"/> units.</summary>
    public Money Times(int quantity) => this with { Amount = Amount * quantity };

    /// <summary>True for 0 to 10 billion, at most four decimal places and three capital letters.</summary>
    public static bool IsValid(decimal amount, string? currency) =>
        amount is >= 0 and <= 10_000_000_000m
        && decimal.Round(amount, 4) == amount
        && currency is { Length: 3 }
        && currency.All(char.IsAsciiLetterUpper);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");
}
