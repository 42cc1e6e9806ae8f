namespace Seckill.PurchaseSagas;

/// <summary>Plans failures of the purchase saga's steps, so that retry and compensation can be watched. For development.</summary>
public interface IFaultDesk
{
    /// <summary>The steps that can be made to fail, such as <c>order.create</c>.</summary>
    IReadOnlyList<string> Steps { get; }

    /// <summary>Makes a step fail. A new plan for the same step and buyer takes the place of the old one.</summary>
    /// <param name="step">One of <see cref="Steps"/>.</param>
    /// <param name="failures">How many tries fail from now on; 0 ends the plan.</param>
    /// <param name="buyer">Only this buyer's purchases; null for everybody's.</param>
    void Plan(string step, int failures, string? buyer);
}
