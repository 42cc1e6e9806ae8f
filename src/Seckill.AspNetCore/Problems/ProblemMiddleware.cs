using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seckill.AspNetCore.Problems;

/// <summary>Gives every error of the host a problem body: exceptions, and answers that carry a status alone.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        Task running;
        try
        {
            running = next(context);
        }
#pragma warning disable CA1031 // The last stop: an exception that leaves here would be an empty 500.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            running = Task.FromException(exception);
        }

        return running.IsCompletedSuccessfully && context.Response.HasStarted ? running : FinishAsync(context, running);
    }

    private async Task FinishAsync(HttpContext context, Task running)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            Log.BadRequest(logger, exception.Message, exception.StatusCode);
            Reset(context);
            await KnownProblems.ForStatus(exception.StatusCode).WriteAsync(context).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: nobody is left to answer, and what was asked for goes on without a listener.
            Log.CallerGone(logger, context.Request.Path);
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Log.Fault(logger, context.Request.Method, context.Request.Path, exception);
            Reset(context);
            await KnownProblems.Unavailable.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var response = context.Response;
        if (!response.HasStarted && response.StatusCode >= 400 && response.ContentType is null && response.ContentLength is null)
        {
            await KnownProblems.ForStatus(response.StatusCode).WriteAsync(context).ConfigureAwait(false);
        }
    }

    private static void Reset(HttpContext context) => context.Response.Clear();
}
