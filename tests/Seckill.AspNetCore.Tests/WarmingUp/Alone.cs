namespace Seckill.AspNetCore.Tests.WarmingUp;

/// <summary>Tests that listen to every meter of the process, and take both cores.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
