namespace Seckill.Sagas.Benchmarks.Running;

/// <summary>What one run of one contestant came to.</summary>
/// <param name="Contestant">Who.</param>
/// <param name="Sagas">Sagas that were measured.</param>
/// <param name="PerSecond">Sagas ended in a second.</param>
/// <param name="CpuMicroseconds">Processor time of the whole process for a saga, in µs.</param>
/// <param name="CpuCores">Processor time of the whole process over the time of the run, in cores.</param>
/// <param name="Bytes">Bytes allocated for a saga.</param>
/// <param name="StartP50">Median time from the intended start to its acknowledgement, in ms.</param>
/// <param name="StartP99">99th percentile of the same, in ms.</param>
/// <param name="PauseShare">The part of the time in which the garbage collector held everything up.</param>
/// <param name="Collections">Collections of any generation.</param>
/// <param name="FullCollections">Those of them that were of the oldest one.</param>
internal sealed record RunResult(
    string Contestant,
    long Sagas,
    double PerSecond,
    double CpuMicroseconds,
    double CpuCores,
    double Bytes,
    double StartP50,
    double StartP99,
    double PauseShare,
    int Collections,
    int FullCollections);
