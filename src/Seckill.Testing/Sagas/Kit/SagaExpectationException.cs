namespace Seckill.Testing.Sagas.Kit;

/// <summary>A saga did not go as a test expects. The message says what was expected, and tells the saga's whole story.</summary>
public sealed class SagaExpectationException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public SagaExpectationException()
    {
    }

    /// <summary>Makes one.</summary>
    public SagaExpectationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a cause.</summary>
    public SagaExpectationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
