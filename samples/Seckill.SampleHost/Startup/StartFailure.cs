using System.Text;
using Microsoft.Extensions.Options;

namespace Seckill.SampleHost.Startup;

/// <summary>Failures that whoever starts the host can mend: their words help, a stack does not.</summary>
internal static class StartFailure
{
    /// <summary>The host's own category: as an error it repeats a failed start with its stack.</summary>
    public const string Category = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>The words, those of inner exceptions on lines of their own; null for a failure that is nobody's setting.</summary>
    public static string? Explain(Exception exception)
    {
        // Not what derives from the first: a disposed object is a defect.
        if (exception.GetType() != typeof(InvalidOperationException) && exception is not (OptionsValidationException or IOException))
        {
            return null;
        }

        var words = new StringBuilder("The host did not start. ").Append(exception.Message);
        if (exception.Message.StartsWith("The data directory ", StringComparison.Ordinal))
        {
            words.Append(" (setting Seckill__DataDirectory)");
        }

        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            words.AppendLine().Append("  ").Append(inner.Message);
        }

        return words.ToString();
    }
}
