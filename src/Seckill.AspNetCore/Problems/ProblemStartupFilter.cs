using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Seckill.AspNetCore.Problems;

/// <summary>Puts the guard before everything else in the host.</summary>
internal sealed class ProblemStartupFilter(ProblemGuard guard) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(guard.Around);
        next(app);
    };
}
