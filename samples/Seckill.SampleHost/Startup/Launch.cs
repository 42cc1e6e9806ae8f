namespace Seckill.SampleHost.Startup;

internal static class Launch
{
    /// <summary>
    /// The environment of <c>dotnet run</c> is the name of its launch profile, Development, unless one is set. A variable in the profile
    /// itself would win over what the caller set. Null leaves the decision to the framework.
    /// </summary>
    public static string? EnvironmentName() =>
        IsSet("ASPNETCORE_ENVIRONMENT") || IsSet("DOTNET_ENVIRONMENT") ? null : Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE");

    private static bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
}
