namespace Seckill.Sagas;

/// <summary>A definition to which nothing has been added yet.</summary>
internal sealed class DefinitionBuilder<TState>(DefinitionDraft<TState> draft) : SagaBuilder<TState>(draft)
    where TState : class;
