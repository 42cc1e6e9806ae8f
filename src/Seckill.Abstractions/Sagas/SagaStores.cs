namespace Seckill.Sagas;

/// <summary>Keys under which stores are registered besides the plain one.</summary>
public static class SagaStores
{
    /// <summary>
    /// The store that keeps records as rows. Whoever implies records that it holds in another form registers a store of its own as the
    /// plain one, and keeps the rest here.
    /// </summary>
    public const string Records = "seckill-saga-records";
}
