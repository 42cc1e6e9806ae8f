namespace Seckill.Sagas;

/// <summary>A definition that cannot work. The message says why and how to mend it.</summary>
/// <param name="message">Why, and how to mend it.</param>
public sealed class SagaDefinitionException(string message) : Exception(message);
